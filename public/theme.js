// Runs before the first paint: the chosen theme, and the sign that scripts run here.
(function () {
  var root = document.documentElement;
  root.setAttribute('data-script', '');
  try {
    var theme = localStorage.getItem('hop-by-hop.theme');
    if (theme === 'light' || theme === 'dark') root.setAttribute('data-theme', theme);
  } catch (_) {
    // Storage is switched off: the system's theme stays.
  }
})();
