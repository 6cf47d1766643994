// JSON from an address; a map that carries everything inside itself has its atlases as gzipped data: addresses.

export async function fetchJson(url) {
  const response = await fetch(url);
  if (!response.ok) {
    throw new Error(`${url}: ${response.status}`);
  }
  if (!url.startsWith("data:application/gzip")) {
    return response.json();
  }
  return new Response(response.body.pipeThrough(new DecompressionStream("gzip"))).json();
}
