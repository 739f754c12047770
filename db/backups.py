"""Backups of a desk."""

from db.manifests import Manifest, backups_folder, newest_verified

__all__ = ["Manifest", "backups_folder", "newest_verified"]
