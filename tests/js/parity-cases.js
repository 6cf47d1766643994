// The table of cases that the Python and the JavaScript implementation both pass.

import { readFileSync } from "node:fs";
import { Network } from "shimai/model/network";

export const cases = JSON.parse(readFileSync(new URL("../viewer/parity.json", import.meta.url), "utf8"));

export const network = new Network(cases.columns);
