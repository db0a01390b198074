// A single key does what the element that names it in aria-keyshortcuts does: a field gets the cursor, a link or button is pressed.
// Who switched the keys off (/display) gets pages without this script and without that attribute.
"use strict";

const typing = "input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]";

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
  if (event.target.closest?.(typing)) return;
  const named = document.querySelectorAll("[aria-keyshortcuts]");
  const own = [...named].find((one) => one.getAttribute("aria-keyshortcuts").split(" ").includes(event.key) && one.checkVisibility());
  if (!own) return;
  event.preventDefault();
  if (!own.matches(typing)) return own.click();
  own.focus();
  own.select?.();
});
