"""Money: the four payers, assumptions, the forecast."""

from django.urls import URLPattern, URLResolver, path

from evaluation.views import assumptions, economy, forecast

MONEY = "arviointi/talous"
ASSUMPTIONS = f"{MONEY}/oletukset"

urlpatterns: list[URLPattern | URLResolver] = [
    path(f"{MONEY}/", economy.economy, name="economy"),
    path(f"{MONEY}/ennuste/", forecast.forecast_page, name="share_forecast"),
    path(f"{ASSUMPTIONS}/", assumptions.assumption_list, name="assumption_list"),
    path(f"{ASSUMPTIONS}/uusi/", assumptions.assumption_add, name="assumption_add"),
    path(f"{ASSUMPTIONS}/<uuid:public_id>/", assumptions.assumption_change, name="assumption_change"),
    path(f"{ASSUMPTIONS}/vero/uusi/", assumptions.tax_rate_add, name="tax_rate_add"),
    path(f"{ASSUMPTIONS}/vero/<uuid:public_id>/", assumptions.tax_rate_change, name="tax_rate_change"),
]
