from django.urls import URLPattern, URLResolver, include, path

from laavu.accounts import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("tili/", include("allauth.account.urls")),
    path("tili/tunnistautuminen/", include("allauth.mfa.urls")),
    path("tili/istunnot/", include("allauth.usersessions.urls")),
    path("kieli/", views.language_choose, name="language_choose"),
    path("kunta/", views.municipality_choose, name="municipality_choose"),
]
