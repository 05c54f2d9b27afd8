// Writing a report: a name of a figure goes into the text by a press. Saving is htmx's; without both, buttons do.
(function () {
  "use strict";

  let field = null;
  document.addEventListener("focusin", function (event) {
    if (event.target.matches("textarea[name^='text_']")) {
      field = event.target;
    }
  });

  document.querySelectorAll("code[data-insert]").forEach(function (code) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "insert";
    button.textContent = code.textContent;
    button.addEventListener("click", function () {
      // What is offered inside a section goes into that section's text.
      const own = button.closest(".draft__section");
      const target = (own && own.querySelector("textarea[name^='text_']")) || field || document.querySelector("textarea[name^='text_']");
      if (!target) {
        return;
      }
      target.setRangeText(button.textContent, target.selectionStart, target.selectionEnd, "end");
      target.focus();
      target.dispatchEvent(new Event("input", { bubbles: true }));
    });
    code.replaceWith(button);
  });

  // What was typed in the last second may not be saved yet when somebody leaves.
  window.addEventListener("beforeunload", function (event) {
    const open = document.querySelector("textarea.htmx-request");
    if (open) {
      event.preventDefault();
    }
  });
})();
