/* Each behaviour hangs on a data- attribute and is fetched only where a page has it. Every page works without. */
const behaviours = {};

for (const [selector, load] of Object.entries(behaviours)) {
  const elements = document.querySelectorAll(selector);
  if (elements.length) load().then((module) => elements.forEach((element) => module.default(element)));
}
