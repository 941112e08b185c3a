"""No-fly zones with their heights and times, places that drones should not watch, and files of geozones."""
