// Elements from names, attributes and text. Text is only ever set as text.

/**
 * A function is a listener for the event of that name; true is an empty attribute; false, null and undefined set none.
 * @typedef {Record<string, string | number | boolean | null | undefined | EventHandler>} Attributes
 */

/** @typedef {(event: never) => void} EventHandler */

/**
 * A child is a node, a text, or nothing.
 * @typedef {Node | string | number | false | null | undefined} Child
 */

/**
 * `element("a", { href: "/" }, "home")`.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Attributes} attributes
 * @param {(Child | Child[])[]} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  setAttributes(node, attributes);
  appendChildren(node, children);
  return node;
}

/**
 * The same for an SVG element.
 * @template {keyof SVGElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Attributes} attributes
 * @param {(Child | Child[])[]} children
 * @returns {SVGElementTagNameMap[Tag]}
 */
export function drawing(tag, attributes = {}, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  setAttributes(node, attributes);
  appendChildren(node, children);
  return node;
}

/**
 * A cross, for buttons that close or remove.
 * @param {string} path
 */
export function crossIcon(path) {
  return drawing("svg", { viewBox: "0 0 16 16", "aria-hidden": "true" }, drawing("path", { d: path }));
}

/**
 * A link where the address is http or https, else the bare text.
 * @param {string} url
 * @param {string} text
 */
export function webLink(url, text) {
  if (!/^https?:\/\//i.test(url)) {
    return element("span", {}, text);
  }
  return element("a", { href: url, rel: "noopener noreferrer", target: "_blank" }, text);
}

/**
 * The element of the page with this id.
 * @template {Element} Type
 * @param {string} id
 * @param {new () => Type} type
 */
export function byId(id, type) {
  return checked(document.getElementById(id), type, `#${id}`);
}

/**
 * The first element inside a node that a selector matches.
 * @template {Element} Type
 * @param {ParentNode} parent
 * @param {string} selector
 * @param {new () => Type} type
 */
export function find(parent, selector, type) {
  return checked(parent.querySelector(selector), type, selector);
}

/**
 * All elements inside a node that a selector matches.
 * @template {Element} Type
 * @param {ParentNode} parent
 * @param {string} selector
 * @param {new () => Type} type
 */
export function findAll(parent, selector, type) {
  return [...parent.querySelectorAll(selector)].map((node) => checked(node, type, selector));
}

/**
 * @template {Element} Type
 * @param {Element | RadioNodeList | null} node
 * @param {new () => Type} type
 * @param {string} description
 */
function checked(node, type, description) {
  if (!(node instanceof type)) {
    throw new TypeError(`${description} is no ${type.name} of this page.`);
  }
  return node;
}

/**
 * Appends the children that are not nothing.
 * @param {Element} node
 * @param {(Child | Child[])[]} children
 */
export function appendChildren(node, children) {
  for (const child of children.flat()) {
    if (child || child === 0) {
      node.append(typeof child === "number" ? String(child) : child);
    }
  }
}

/**
 * @param {Element} node
 * @param {Attributes} attributes
 */
function setAttributes(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") {
      node.addEventListener(name, /** @type {EventListener} */ (value));
    } else if (value === true) {
      node.setAttribute(name, "");
    } else if (value !== false && value !== null && value !== undefined) {
      node.setAttribute(name, String(value));
    }
  }
}
