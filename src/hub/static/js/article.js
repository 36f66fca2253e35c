// Enriches an article: shares by the system's sheet, copies the link, and closes the contents on a phone.

const share = document.querySelector("[data-share]");
if (share) {
  const { shareTitle: title, shareUrl: url } = share.dataset;
  const status = share.querySelector("[data-share-status]");
  const address = share.querySelector("[data-share-address]");
  const offer = (button, action) => {
    button.closest("li").hidden = false;
    button.addEventListener("click", action);
  };

  if (navigator.share) {
    offer(share.querySelector("[data-share-sheet]"), async () => {
      try {
        await navigator.share({ title, url });
      } catch (error) {
        if (error.name !== "AbortError") status.textContent = share.dataset.shareFailed;
      }
    });
  }
  if (navigator.clipboard) {
    const button = share.querySelector("[data-share-copy]");
    const label = button.textContent;
    offer(button, async () => {
      try {
        await navigator.clipboard.writeText(url);
        button.textContent = status.textContent = share.dataset.shareCopied;
      } catch {
        getSelection().selectAllChildren(address);
        status.textContent = share.dataset.shareSelected;
      }
      setTimeout(() => { button.textContent = label; status.textContent = ""; }, 4000);
    });
  }
}

// On a wide screen there is room for the contents and the disclosures beside the text.
const wide = matchMedia("(min-width: 64em)");
for (const part of document.querySelectorAll("[data-open-when-wide]")) {
  part.open = wide.matches;
  wide.addEventListener("change", () => { part.open = wide.matches; });
}
const contents = document.querySelector("[data-contents]");
contents?.addEventListener("click", (event) => {
  if (!wide.matches && event.target.closest("a")) contents.open = false;
});
