// The dialog by which a map leaves the page: its link, the markup of a frame with a preview, a picture, the map as one file.

import { stateQuery } from "shimai/address";

/** Opens the dialog with the state that `state()` gives; `lang` is in the addresses where the page's own names it. */
export function watchShare(dialog, { opener, state, words }) {
  const part = (name) => dialog.querySelector(`[data-share="${name}"]`);
  const fill = () => {
    const root = dialog.dataset.root;
    const lang = new URLSearchParams(location.search).get("lang");
    const query = (...more) => [lang && `lang=${lang}`, ...more].filter(Boolean).join("&");
    const address = (path, text) => location.origin + root + path + (text ? `?${text}` : "");
    const theme = part("theme").value;
    const given = part("title").value.trim();
    const title = given && `title=${encodeURIComponent(given)}`;
    const frameQuery = query(stateQuery(state()), theme === "auto" ? "" : `theme=${theme}`, title);
    part("link").value = address("/", query(stateQuery(state())));
    part("frame").value = frameMarkup({
      src: address("/embed", frameQuery),
      width: part("width").value,
      height: part("height").value,
      title: given || document.title,
    });
    const language = `lang=${document.documentElement.lang}`;
    const looks = [theme === "auto" ? "" : `theme=${theme}`, state().byKind ? "colour=kind" : "", title];
    const pictured = [language, state().selection.query(), ...looks].filter(Boolean).join("&");
    part("picture").href = address("/figure.png", pictured);
    part("standalone").href = address("/standalone.html", query(state().selection.query()));
    if (part("preview").src !== address("/embed", frameQuery)) {
      part("preview").src = address("/embed", frameQuery);
    }
  };
  opener.addEventListener("click", () => {
    fill();
    dialog.showModal();
  });
  dialog.addEventListener("change", fill);
  for (const button of dialog.querySelectorAll("[data-copy]")) {
    button.addEventListener("click", () =>
      copy(document.getElementById(button.dataset.copy), part("status"), words),
    );
  }
}

function frameMarkup(values) {
  const attributes = Object.entries({ ...values, loading: "lazy", frameborder: "0" }).map(
    ([name, value]) => `${name}="${escapeAttribute(value)}"`,
  );
  return `<iframe ${attributes.join(" ")}></iframe>`;
}

// What is copied is text here, and markup where it is pasted.
function escapeAttribute(value) {
  return String(value).replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}

async function copy(field, status, { t }) {
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    status.textContent = t("Copied");
  } catch {
    // Without permission what is selected can still be copied by hand.
    status.textContent = t("Press Ctrl+C to copy");
  }
}
