// Buttons that copy a value; without this script they stay hidden and the value is read from the page.
(function () {
  "use strict";

  if (!navigator.clipboard) {
    return;
  }
  document.querySelectorAll("[data-copy]").forEach(function (button) {
    button.hidden = false;
  });
  document.addEventListener("click", function (event) {
    const button = event.target.closest("[data-copy]");
    if (!button) {
      return;
    }
    navigator.clipboard.writeText(button.dataset.copy).then(function () {
      const word = button.querySelector("span");
      const before = word.textContent;
      word.textContent = button.dataset.copied;
      window.setTimeout(function () {
        word.textContent = before;
      }, 2000);
    });
  });
})();
