from django.urls import URLPattern, URLResolver, path

from placements.views import devices

urlpatterns: list[URLPattern | URLResolver] = [
    path("tunnit/ilman-verkkoa/", devices.device_hours, name="device_hours"),
    path("tunnit/ilman-verkkoa/tiedot/", devices.device_facts, name="device_facts"),
    path("tunnit/laheta/", devices.device_send, name="device_send"),
    # From the root: a service worker answers for what lies below its own address.
    path("laavu-laitteella.js", devices.device_worker, name="device_worker"),
    path("laavu.webmanifest", devices.device_card, name="device_card"),
]
