// Elements out of names, attributes and text. Text is only ever text.

/** `element("a", { href: "/" }, "home")`; a child is a node, a string, or nothing (null, false). */
export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  setAttributes(node, attributes);
  node.append(...children.flat().filter((child) => child || child === 0));
  return node;
}

/** The same for a drawing. */
export function drawing(tag, attributes = {}, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  setAttributes(node, attributes);
  node.append(...children);
  return node;
}

/** A link where the address is one of the web, else the bare text. */
export function webLink(url, text) {
  if (!/^https?:\/\//i.test(url)) {
    return element("span", {}, text);
  }
  return element("a", { href: url, rel: "noopener noreferrer", target: "_blank" }, text);
}

function setAttributes(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") {
      node.addEventListener(name, value);
    } else if (value === true) {
      node.setAttribute(name, "");
    } else if (value !== false && value !== null && value !== undefined) {
      node.setAttribute(name, value);
    }
  }
}
