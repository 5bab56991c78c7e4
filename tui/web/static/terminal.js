// The keyboard belongs to the terminal as soon as it shows something, and to the buttons once it is closed.
new MutationObserver(() => {
  const shown = document.body.classList;
  if (shown.contains("-closed")) document.querySelector(".closed button").focus();
  else if (shown.contains("-first-byte")) document.querySelector(".xterm-helper-textarea")?.focus();
}).observe(document.documentElement, { subtree: true, attributes: true, attributeFilter: ["class"] });
