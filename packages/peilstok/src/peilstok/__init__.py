"""Statistics for small participation surveys: honest intervals, success factors, disclosure control.

Everything public can be imported from here. Modules are loaded at first use, so that the import is fast.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

_PUBLIC = {
    "asking": ("compare", "describe", "gap", "relate", "trend"),
    "cell_key": ("cell_key_table", "max_entropy_ptable"),
    "clusters": ("cluster_mean", "delete_group_jackknife", "squeeze_variances"),
    "comparing": ("benchmark",),
    "comparison": ("benjamini_hochberg", "holm"),
    "correlations": ("correlation",),
    "covariance": (
        "MeanCovariance",
        "ShrunkenCorrelations",
        "em_covariance",
        "pairwise_moments",
        "shrink_correlations",
    ),
    "decisions": ("Thresholds",),
    "disclosure": ("release",),
    "dominance": ("conditional_dominance", "lmg", "relative_weights", "top_frequencies"),
    "errors": ("InvalidInput",),
    "estimates": ("Distribution", "Estimate", "NotEnough", "Unit"),
    "factors": ("drivers",),
    "frame": ("Column", "Dataset", "MissingReason"),
    "intervals": ("Interval", "difference", "effective_n"),
    "lattice": ("AuditResult", "Lattice", "audit", "merge_atoms", "released_lattice"),
    "means": ("paired_difference", "score_interval"),
    "meta_analysis": ("MetaAnalysis", "dersimonian_laird", "paule_mandel", "reml"),
    "moments": ("Moments",),
    "open_answers.code_frame": ("CodeFrame", "read_code_frame"),
    "open_answers.coding": ("CodedAnswer", "code_answers", "theme_counts"),
    "open_answers.personal_data": ("find_personal_data", "redact"),
    "open_answers.sentence_encoder": ("sentence_encoder",),
    "planning": ("group_size_for_means", "group_size_for_shares", "margin_of_error", "sample_size"),
    "pooling": ("PooledEstimates", "pool", "rank_intervals"),
    "proportions": ("wilson", "worst_case_bounds"),
    "release_rules": ("hide_small", "may_benchmark", "may_follow"),
    "representing": ("represent", "weighted"),
    "resampling": ("lmg_bootstrap",),
    "results": (
        "BenchmarkResult",
        "Comparison",
        "Description",
        "DriverResult",
        "Gap",
        "RepresentationResult",
        "ScaleResult",
        "Trend",
    ),
    "scales": ("alpha", "alpha_if_dropped", "feldt", "item_rest", "omega", "one_factor", "tucker_phi"),
    "scaling": ("reliability", "scale_score"),
    "sums": ("sum_moments",),
    "weighting": ("kish_deff", "post_stratify", "rake", "rake_replicates", "trimmed_rake"),
}
_HOME = {name: module for module, names in _PUBLIC.items() for name in names}

if TYPE_CHECKING:
    from peilstok.asking import compare, describe, gap, relate, trend
    from peilstok.cell_key import cell_key_table, max_entropy_ptable
    from peilstok.clusters import cluster_mean, delete_group_jackknife, squeeze_variances
    from peilstok.comparing import benchmark
    from peilstok.comparison import benjamini_hochberg, holm
    from peilstok.correlations import correlation
    from peilstok.covariance import (
        MeanCovariance,
        ShrunkenCorrelations,
        em_covariance,
        pairwise_moments,
        shrink_correlations,
    )
    from peilstok.decisions import Thresholds
    from peilstok.dominance import conditional_dominance, lmg, relative_weights, top_frequencies
    from peilstok.errors import InvalidInput
    from peilstok.estimates import Distribution, Estimate, NotEnough, Unit
    from peilstok.factors import drivers
    from peilstok.frame import Column, Dataset, MissingReason
    from peilstok.intervals import Interval, difference, effective_n
    from peilstok.lattice import AuditResult, Lattice, audit, merge_atoms, released_lattice
    from peilstok.means import paired_difference, score_interval
    from peilstok.meta_analysis import MetaAnalysis, dersimonian_laird, paule_mandel, reml
    from peilstok.moments import Moments
    from peilstok.open_answers.code_frame import CodeFrame, read_code_frame
    from peilstok.open_answers.coding import CodedAnswer, code_answers, theme_counts
    from peilstok.open_answers.personal_data import find_personal_data, redact
    from peilstok.open_answers.sentence_encoder import sentence_encoder
    from peilstok.planning import group_size_for_means, group_size_for_shares, margin_of_error, sample_size
    from peilstok.pooling import PooledEstimates, pool, rank_intervals
    from peilstok.proportions import wilson, worst_case_bounds
    from peilstok.release_rules import hide_small, may_benchmark, may_follow
    from peilstok.representing import represent, weighted
    from peilstok.resampling import lmg_bootstrap
    from peilstok.results import (
        BenchmarkResult,
        Comparison,
        Description,
        DriverResult,
        Gap,
        RepresentationResult,
        ScaleResult,
        Trend,
    )
    from peilstok.scales import alpha, alpha_if_dropped, feldt, item_rest, omega, one_factor, tucker_phi
    from peilstok.scaling import reliability, scale_score
    from peilstok.sums import sum_moments
    from peilstok.weighting import kish_deff, post_stratify, rake, rake_replicates, trimmed_rake
else:

    def __getattr__(name: str) -> Any:
        """Load the module a public name lives in, at first use."""
        if name not in _HOME:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted(_HOME)


__all__ = [
    "AuditResult",
    "BenchmarkResult",
    "CodeFrame",
    "CodedAnswer",
    "Column",
    "Comparison",
    "Dataset",
    "Description",
    "Distribution",
    "DriverResult",
    "Estimate",
    "Gap",
    "Interval",
    "InvalidInput",
    "Lattice",
    "MeanCovariance",
    "MetaAnalysis",
    "MissingReason",
    "Moments",
    "NotEnough",
    "PooledEstimates",
    "RepresentationResult",
    "ScaleResult",
    "ShrunkenCorrelations",
    "Thresholds",
    "Trend",
    "Unit",
    "alpha",
    "alpha_if_dropped",
    "audit",
    "benchmark",
    "benjamini_hochberg",
    "cell_key_table",
    "cluster_mean",
    "code_answers",
    "compare",
    "conditional_dominance",
    "correlation",
    "delete_group_jackknife",
    "dersimonian_laird",
    "describe",
    "difference",
    "drivers",
    "effective_n",
    "em_covariance",
    "feldt",
    "find_personal_data",
    "gap",
    "group_size_for_means",
    "group_size_for_shares",
    "hide_small",
    "holm",
    "item_rest",
    "kish_deff",
    "lmg",
    "lmg_bootstrap",
    "margin_of_error",
    "max_entropy_ptable",
    "may_benchmark",
    "may_follow",
    "merge_atoms",
    "omega",
    "one_factor",
    "paired_difference",
    "pairwise_moments",
    "paule_mandel",
    "pool",
    "post_stratify",
    "rake",
    "rake_replicates",
    "rank_intervals",
    "read_code_frame",
    "redact",
    "relate",
    "relative_weights",
    "released_lattice",
    "reliability",
    "reml",
    "represent",
    "sample_size",
    "scale_score",
    "score_interval",
    "sentence_encoder",
    "shrink_correlations",
    "squeeze_variances",
    "sum_moments",
    "theme_counts",
    "top_frequencies",
    "trend",
    "trimmed_rake",
    "tucker_phi",
    "weighted",
    "wilson",
    "worst_case_bounds",
]
