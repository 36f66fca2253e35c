"""The gate: who may receive what, attestations of readers, and the media that only some may see."""
