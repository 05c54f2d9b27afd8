"""{% load law %}: answers of the law in words, also those that a decision has kept."""

from django import template

from laavu.shared import law_words

register = template.Library()
register.filter("law_problem", law_words.problem_text)
register.filter("law_step", law_words.step_text)
register.filter("law_convention", law_words.convention_text)
register.filter("law_confidence", law_words.confidence_text)
register.filter("law_warning", law_words.is_warning)
register.filter("law_fact", law_words.fact_text)
register.filter("law_class", law_words.class_text)
