/* Each behaviour hangs on a data- attribute and is fetched only where a page has it. Every page works without. */
const behaviours = {
  "[data-autosave]": () => import("./autosave.js"),
  "[data-back]": () => import("./back.js"),
  "form[data-confirm]": () => import("./confirm.js"),
  "[data-copy]": () => import("./copy.js"),
  "[data-count]": () => import("./count.js"),
  "[data-focus]": () => import("./focus.js"),
  "[data-forget]": () => import("./forget.js"),
  "[data-gallery]": () => import("./gallery.js"),
  "[data-install]": () => import("./install.js"),
  "[data-money]": () => import("./money.js"),
  "form[data-once]": () => import("./once.js"),
  "[data-print]": () => import("./print.js"),
  "[data-quantity]": () => import("./quantity.js"),
  "[data-region-of]": () => import("./region.js"),
  "[data-show-password]": () => import("./password.js"),
  "[data-submit-on-change]": () => import("./submit-on-change.js"),
  "form[data-suggest]": () => import("./suggest.js"),
  "[data-uploader]": () => import("./uploader.js"),
  "[data-words-offline]": () => import("./offline.js"),
};

for (const [selector, load] of Object.entries(behaviours)) {
  const elements = document.querySelectorAll(selector);
  if (elements.length) load().then((module) => elements.forEach((element) => module.default(element)));
}
