// JSON from an address; a map that carries everything inside itself has its atlases as gzipped data: addresses.

const TRIES = 6;

// One of several servers may be about to have the version that a page was made from: it says so by Retry-After.
async function fetchSoon(url) {
  for (let tried = 1; ; tried += 1) {
    const response = await fetch(url);
    const seconds = Number(response.headers.get("Retry-After"));
    if (response.status !== 503 || !seconds || tried === TRIES) {
      return response;
    }
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  }
}

export async function fetchJson(url) {
  const response = await fetchSoon(url);
  if (!response.ok) {
    throw new Error(`${url}: ${response.status}`);
  }
  if (!url.startsWith("data:application/gzip")) {
    return response.json();
  }
  return new Response(response.body.pipeThrough(new DecompressionStream("gzip"))).json();
}
