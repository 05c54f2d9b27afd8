"""All indicators by code, in the order in which they are shown."""

from evaluation.indicators.community import VILLAGES
from evaluation.indicators.definition import Indicator
from evaluation.indicators.economy import ECONOMY
from evaluation.indicators.fund import FUND
from evaluation.indicators.fund_plus import FUND_PLUS
from evaluation.indicators.people import INDIVIDUAL
from evaluation.indicators.work import COMMUNITY

CATALOGUE: dict[str, Indicator] = {
    indicator.code: indicator
    for indicator in (*INDIVIDUAL, *COMMUNITY, *VILLAGES, *ECONOMY, *FUND_PLUS, *FUND)
}
