var e=document.querySelector("[data-sk-fill] input"),t=decodeURIComponent(location.hash.slice(1));e&&/^[\w-]{16,24}$/.test(t)&&(e.value=t,history.replaceState(null,"",location.pathname));
