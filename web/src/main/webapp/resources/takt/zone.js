// The zone of times that have none of their own: the one of this browser, or the one of the server.
(() => {
  'use strict';
  const path = document.querySelector('footer').dataset.path || '/';
  document.querySelectorAll('button.zone').forEach((button) => {
    button.hidden = false;
    button.addEventListener('click', () => {
      const zone = button.dataset.zone || Intl.DateTimeFormat().resolvedOptions().timeZone;
      document.cookie = `takt-zone=${encodeURIComponent(zone)}; path=${path}; max-age=31536000; samesite=strict`;
      location.reload();
    });
  });
})();
