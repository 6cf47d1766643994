// Scripts that a page carries inside itself, compressed: a file of its own stays small.

/** Runs classic scripts from gzipped data: addresses, one after the other. */
export async function runScripts(addresses) {
  for (const address of addresses) {
    const packed = (await fetch(address)).body;
    const script = await new Response(packed.pipeThrough(new DecompressionStream("gzip"))).blob();
    await run(URL.createObjectURL(new Blob([script], { type: "text/javascript" })));
  }
}

function run(address) {
  return new Promise((done, failed) => {
    const script = document.createElement("script");
    Object.assign(script, { src: address, onload: done, onerror: failed });
    document.head.append(script);
  }).finally(() => URL.revokeObjectURL(address));
}
