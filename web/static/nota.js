// A narrow window begins with the paper, not with its table of contents.
if (window.matchMedia("(max-width: 56rem)").matches) {
  document.querySelector(".contents").open = false;
}
