// Runs before the first paint: the chosen theme, the view that the address asks for, and the sign that scripts run here.
(function () {
  var root = document.documentElement;
  root.setAttribute('data-script', '');
  var view = /[?&](embed|present)(?=[=&]|$)/.exec(location.search);
  if (view && root.hasAttribute('data-lesson')) root.setAttribute('data-view', view[1]);
  try {
    var theme = localStorage.getItem('hop-by-hop.theme');
    if (theme === 'light' || theme === 'dark') root.setAttribute('data-theme', theme);
  } catch (_) {
    // Storage is switched off: the system's theme stays.
  }
})();
