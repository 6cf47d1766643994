// Lets Node find the viewer's modules by the names that the import map gives them: `node --import` this file.

import { registerHooks } from "node:module";

const PREFIX = "shimai/";
const MODULES = new URL("../../viewer/static/js/", import.meta.url);

registerHooks({
  resolve(specifier, context, nextResolve) {
    const isOurs = specifier.startsWith(PREFIX);
    const name = isOurs ? new URL(`${specifier.slice(PREFIX.length)}.js`, MODULES).href : specifier;
    return nextResolve(name, context);
  },
});
