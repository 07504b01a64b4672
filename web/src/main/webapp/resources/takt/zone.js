// The zone of times that have none of their own: the one of this browser, or the one of the server.
(() => {
  'use strict';
  const footer = document.querySelector('footer');
  const path = footer.dataset.path || '/';
  document.querySelectorAll('button.zone').forEach((button) => {
    const zone = button.dataset.zone || Intl.DateTimeFormat().resolvedOptions().timeZone;
    button.hidden = zone === footer.dataset.zone;
    button.addEventListener('click', () => {
      document.cookie = `takt-zone=${encodeURIComponent(zone)}; path=${path}; max-age=31536000; samesite=strict`;
      location.reload();
    });
  });
})();
