// Passkeys: a form with data-passkey asks the browser's own dialog and sends what it answers.
(function () {
  "use strict";

  function optionsOf(form) {
    if (form.dataset.passkey !== "login") {
      return Promise.resolve(JSON.parse(document.getElementById("passkey-options").textContent));
    }
    return fetch(form.action, { headers: { Accept: "application/json" } }).then(function (response) {
      if (!response.ok) {
        throw new Error("no options");
      }
      return response.json();
    });
  }

  function ask(form, options) {
    if (form.dataset.passkey !== "add") {
      return window.webauthnJSON.get(options.request_options);
    }
    const creation = options.creation_options;
    const passwordless = form.elements.passwordless.checked;
    const selection = creation.publicKey.authenticatorSelection;
    selection.residentKey = passwordless ? "required" : "discouraged";
    selection.requireResidentKey = passwordless;
    if (passwordless) {
      selection.userVerification = "required";
    }
    return window.webauthnJSON.create(creation);
  }

  function prepare(form) {
    const failed = form.querySelector("[data-passkey-failed]");
    form.hidden = false;
    form.querySelector("button").addEventListener("click", function () {
      failed.hidden = true;
      optionsOf(form)
        .then(function (options) {
          return ask(form, options);
        })
        .then(function (credential) {
          form.elements.credential.value = JSON.stringify(credential);
          form.submit();
        })
        .catch(function () {
          failed.hidden = false;
        });
    });
  }

  const forms = document.querySelectorAll("form[data-passkey]");
  const missing = document.querySelectorAll("[data-passkey-missing]");
  if (window.webauthnJSON && window.webauthnJSON.supported()) {
    forms.forEach(prepare);
    missing.forEach(function (text) {
      text.hidden = true;
    });
  }
})();
