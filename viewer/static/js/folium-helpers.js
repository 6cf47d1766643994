// The little of jQuery and of Awesome Markers that Folium's own elements ask for, where a user adds some to
// our map: popups parse their HTML with $(), icons ask for L.AwesomeMarkers. The real ones, if loaded, stay.
(() => {
  if (typeof window.$ === "undefined") {
    window.$ = (content) => {
      if (typeof content === "string") {
        return Array.from(new DOMParser().parseFromString(content, "text/html").body.childNodes).filter(
          (node) => node.nodeType === Node.ELEMENT_NODE,
        );
      }
      return { ready: (callback) => setTimeout(callback, 0) };
    };
  }
  if (!L.AwesomeMarkers) {
    L.AwesomeMarkers = { icon: () => new L.Icon.Default() };
  }
})();
