// Files may be dropped anywhere on the form, and are named before they are sent. Without this the field itself does it.
"use strict";
{
  const form = document.querySelector("form.drop");
  const input = form.querySelector("input[type=file]");
  const chosen = form.querySelector(".chosen");

  const name = () => {
    chosen.replaceChildren(...[...input.files].map((file) => {
      const item = document.createElement("li");
      item.textContent = file.name;
      return item;
    }));
    chosen.hidden = input.files.length === 0;
  };
  const over = (event) => {
    if (![...event.dataTransfer.types].includes("Files")) return;
    event.preventDefault();
    form.classList.add("over");
  };

  form.addEventListener("dragenter", over);
  form.addEventListener("dragover", over);
  form.addEventListener("dragleave", (event) => {
    if (!form.contains(event.relatedTarget)) form.classList.remove("over");
  });
  form.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    form.classList.remove("over");
    input.files = event.dataTransfer.files;
    name();
  });
  input.addEventListener("change", name);
}
