// Servers never see the part of an address after "#"; add it to where the gate leads back to.
for (const target of document.querySelectorAll('.gate input[name="next"]')) {
  if (location.hash && !target.value.includes("#")) target.value += location.hash;
}
