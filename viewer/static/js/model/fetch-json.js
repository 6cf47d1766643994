// JSON from an address. A map that carries everything inside itself has its atlases as gzipped data: addresses.

const MAX_ATTEMPTS = 6;

/**
 * One of several servers may not have loaded the version that a page was made from yet: it responds with 503 and
 * Retry-After.
 * @param {string} url
 */
async function fetchWithRetry(url) {
  for (let attempt = 1; ; attempt += 1) {
    const response = await fetch(url);
    const seconds = Number(response.headers.get("Retry-After"));
    if (response.status !== 503 || !seconds || attempt === MAX_ATTEMPTS) {
      return response;
    }
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  }
}

/**
 * @param {string} url
 * @returns {Promise<unknown>}
 */
export async function fetchJson(url) {
  const response = await fetchWithRetry(url);
  if (!response.ok) {
    throw new Error(`${url}: ${response.status}`);
  }
  if (!url.startsWith("data:application/gzip") || !response.body) {
    return response.json();
  }
  return new Response(response.body.pipeThrough(new DecompressionStream("gzip"))).json();
}
