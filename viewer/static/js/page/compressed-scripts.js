// Scripts that a page carries inside itself, compressed: a file of its own stays small.

/**
 * Runs classic scripts from gzipped data: addresses, one after the other.
 * @param {string[]} urls
 */
export async function runScripts(urls) {
  for (const url of urls) {
    const { body } = await fetch(url);
    if (body) {
      const script = await new Response(body.pipeThrough(new DecompressionStream("gzip"))).blob();
      await runScript(URL.createObjectURL(new Blob([script], { type: "text/javascript" })));
    }
  }
}

/**
 * @param {string} url
 * @returns {Promise<unknown>}
 */
function runScript(url) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    Object.assign(script, { src: url, onload: resolve, onerror: reject });
    document.head.append(script);
  }).finally(() => URL.revokeObjectURL(url));
}
