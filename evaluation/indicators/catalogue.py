"""All indicators by code, in the order in which they are shown."""

from evaluation.indicators.definition import Indicator
from evaluation.indicators.economy import ECONOMY
from evaluation.indicators.fund import FUND
from evaluation.indicators.fund_plus import FUND_PLUS
from evaluation.indicators.people import INDIVIDUAL
from evaluation.indicators.work import COMMUNITY

CATALOGUE: dict[str, Indicator] = {
    indicator.code: indicator for indicator in (*INDIVIDUAL, *COMMUNITY, *ECONOMY, *FUND_PLUS, *FUND)
}
