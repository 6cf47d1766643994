// Text that is being composed in an input method (IME): its keys and its letters belong to the input method.

// What browsers give as `keyCode` to a key that an input method has taken.
const TAKEN = 229;

/**
 * Whether an event of the keyboard or of a field belongs to a text that is being composed. Safari reports the key that
 * ends a composition after its end, with the code of a key that was taken.
 * @param {Event} event
 */
export function isComposing(event) {
  const { isComposing: isGoingOn, keyCode } = /** @type {KeyboardEvent} */ (event);
  return Boolean(isGoingOn) || keyCode === TAKEN;
}

/**
 * Calls `onText` whenever a field has a text that is not being composed: after each letter and after each composition.
 * @param {HTMLElement} field, or an element around several
 * @param {(event: Event) => void} onText
 */
export function onComposedInput(field, onText) {
  field.addEventListener("input", (event) => {
    if (!isComposing(event)) {
      onText(event);
    }
  });
  field.addEventListener("compositionend", onText);
}
