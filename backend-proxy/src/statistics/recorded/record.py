"""Records what other libraries say of random cases, one gzipped JSON a method: a list of [inputs, expected values].

    pip install numpy scipy statsmodels gbstats==0.8.0
    python record.py

Raw data are whole numbers, so that their sums are exact and a difference is one of the formula. What scipy and statsmodels do not
have is reckoned from the raw data in another way than in the code (linearised values instead of moments), or asked of gbstats.
"""
import gzip
import json
import math
import os
import warnings

import numpy as np
from gbstats.bayesian.tests import EffectBayesianABTest, EffectBayesianConfig, GaussianPrior
from gbstats.frequentist.tests import SequentialConfig, SequentialTwoSidedTTest
from gbstats.models.statistics import SampleMeanStatistic
from scipy import optimize, stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.power import normal_power_het
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint
from statsmodels.stats.weightstats import CompareMeans, DescrStatsW

warnings.filterwarnings("ignore")
CASES = 500
SIDES = {"two": "two-sided", "greater": "larger", "less": "smaller"}


def plain(x):
    if isinstance(x, (list, tuple, np.ndarray)):
        return [plain(y) for y in x]
    if isinstance(x, dict):
        return {k: plain(v) for k, v in x.items()}
    if isinstance(x, (np.integer, int)):
        return int(x)
    if isinstance(x, (np.floating, float)):
        x = float(x)
        return x if math.isfinite(x) else str(x).replace("inf", "Infinity")
    return x


def record(name, seed, case):
    r = np.random.default_rng(seed)
    rows = [plain(case(r, i)) for i in range(CASES)]
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), name + ".json.gz")
    with open(path, "wb") as raw, gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0, compresslevel=9) as out:
        out.write(json.dumps(rows, separators=(",", ":")).encode())


def whole(r, n, low=0.5):
    """Whole numbers of people: counts, or skewed amounts."""
    if r.random() < 0.5:
        return r.poisson(r.uniform(low, 20), n).astype(float)
    return np.round(r.lognormal(r.uniform(1, 4), r.uniform(0.3, 1.2), n))


def arm(r):
    while True:
        x = whole(r, int(r.integers(5, 400)))
        if x.var() > 0 and x.mean() > 0:
            return x


def sums(x):
    return [len(x), x.sum(), (x * x).sum()]


def moments(*columns):
    return {
        "n": len(columns[0]),
        "sums": [c.sum() for c in columns],
        "products": [[(a * b).sum() for b in columns] for a in columns],
    }


def statistic(x):
    return SampleMeanStatistic(n=len(x), sum=x.sum(), sum_squares=(x * x).sum())


def rho_squared(level, tuning):
    """arXiv 2103.06476v7, equation 161."""
    return (-2 * math.log(level) + math.log(-2 * math.log(level) + 1)) / tuning


def case_welch(r, i):
    a, b = arm(r), arm(r)
    side = list(SIDES)[i % 3]
    alpha = float(r.choice([0.01, 0.05, 0.1]))
    compare = CompareMeans(DescrStatsW(b), DescrStatsW(a))
    alternative = {"two": "two-sided", "greater": "greater", "less": "less"}[side]
    test = stats.ttest_ind(b, a, equal_var=False, alternative=alternative)
    low, high = compare.tconfint_diff(alpha, SIDES[side], "unequal")
    return [[sums(a), sums(b), side, alpha], [test.pvalue, low, high, test.df]]


def case_proportions(r, i):
    n, m = (int(x) for x in r.integers(10, 20000, 2))
    p = r.uniform(0.02, 0.95)
    x, y = int(np.clip(r.binomial(n, p), 1, n - 1)), int(np.clip(r.binomial(m, min(0.98, p * r.uniform(0.9, 1.1))), 1, m - 1))
    deviation = lambda k, of: math.sqrt(k / of * (1 - k / of))
    test = stats.ttest_ind_from_stats(y / m, deviation(y, m), m, x / n, deviation(x, n), n, equal_var=False)
    return [[n, x, m, y], [test.pvalue, y / m - x / n]]


def case_relative(r, i):
    """The lift as a function of the two means, its slopes by hand: d/dmB = 1/mA, d/dmA = -mB/mA^2."""
    a, b = arm(r), arm(r)
    slopes = np.array([-b.mean() / a.mean() ** 2, 1 / a.mean()])
    of_means = np.diag([stats.sem(a) ** 2, stats.sem(b) ** 2])
    se = math.sqrt(slopes @ of_means @ slopes)
    lift = b.mean() / a.mean() - 1
    df = stats.ttest_ind(b, a, equal_var=False).df
    low, high = stats.t.interval(0.95, df, lift, se)
    return [[sums(a), sums(b)], [lift, se, 2 * stats.t.sf(abs(lift / se), df), low, high]]


def case_ratio(r, i):
    d = r.poisson(r.uniform(1, 8), int(r.integers(20, 400))) + 1.0
    m = r.binomial(d.astype(int), r.uniform(0.1, 0.9)).astype(float) + r.poisson(0.5, len(d))
    value = m.sum() / d.sum()
    return [moments(m, d), [value, np.var((m - value * d) / d.mean(), ddof=1)]]


def case_quantile(r, i):
    x = np.sort(whole(r, int(r.integers(30, 600)), low=3))
    q = float(r.choice([0.25, 0.5, 0.75, 0.9]))
    z = stats.norm.ppf(0.975)
    half = z * math.sqrt(q * (1 - q) / len(x))
    low, high = math.floor(len(x) * (q - half)), math.floor(len(x) * (q + half)) + 1
    inside = low >= 1 and high <= len(x)
    error = (x[high - 1] - x[low - 1]) / (2 * z) if inside else 0
    return [[x, q], [np.quantile(x, q, method="inverted_cdf"), error**2]]


def case_winsorized(r, i):
    x = np.round(r.lognormal(3, 1, int(r.integers(20, 300))))
    limit = float(r.choice([0.01, 0.05, 0.1]))
    cap = np.quantile(x, 1 - limit, method="inverted_cdf")
    y = np.array(stats.mstats.winsorize(np.ma.array(x), limits=(0, limit))) if i % 2 else np.minimum(x, cap)
    cap = y.max()
    within = x[x <= cap]
    return [[sums(within), int((x > cap).sum()), cap], [y.mean(), y.var(ddof=1)]]


def case_sequential(r, i):
    a, b = arm(r), arm(r)
    alpha, tuning = float(r.choice([0.01, 0.05, 0.1])), float(r.choice([500, 5000, 20000]))
    relative = bool(i % 2)
    config = SequentialConfig(
        alpha=alpha, sequential_tuning_parameter=tuning, difference_type="relative" if relative else "absolute"
    )
    two = SequentialTwoSidedTTest(statistic(a), statistic(b), config).compute_result()
    lift, se, n = two.uplift.mean, two.uplift.stddev, len(a) + len(b)
    rho2 = rho_squared(2 * alpha, tuning)
    q = n * rho2 + 1
    # arXiv 2103.06476v7, equation 134; the p-value is the level, here its logarithm, at which the bound is 0.
    bound = lambda level: lift - se * math.sqrt(2 * q / (n * rho2) * np.logaddexp(0, math.log(math.sqrt(q) / 2) - level))
    p = 1.0
    if lift > 0 and bound(0) > 0:
        p = math.exp(optimize.brentq(bound, -600, 0, xtol=1e-15, rtol=1e-15)) if bound(-600) < 0 else 0.0
    return [[sums(a), sums(b), relative, alpha, tuning], [two.p_value, *two.ci, p, bound(math.log(alpha))]]


def case_bayesian(r, i):
    a, b = arm(r), arm(r)
    mean, deviation = float(r.normal(0, 0.05)), float(r.uniform(0.02, 0.5))
    proper, relative = bool(i % 2), bool(i // 2 % 2)
    lower = bool(i // 4 % 2)
    config = EffectBayesianConfig(
        difference_type="relative" if relative else "absolute",
        inverse=lower,
        prior_effect=GaussianPrior(mean=mean, variance=deviation**2, proper=proper),
    )
    result = EffectBayesianABTest(statistic(a), statistic(b), config).compute_result()
    mu, sd = result.uplift.mean, result.uplift.stddev
    towards = -mu if lower else mu
    # E[max(0, -x)] of a normal variable, from scipy's standardised parts.
    loss = sd * (stats.norm.pdf(towards / sd) - towards / sd * stats.norm.sf(towards / sd))
    prior = [mean, deviation] if proper else None
    return [[sums(a), sums(b), relative, lower, prior], [mu, result.chance_to_win, loss, *result.ci]]


def least_squares(post, pre):
    """The slope of a regression on the covariate, over both arms as one sample."""
    return np.polyfit(pre - pre.mean(), post - post.mean(), 1)[0]


def cuped_result(a, b, theta, ddof, relative):
    """Each arm is (metric, covariate, of each person [2 x n]); the means are subtracted by np.var itself."""
    (ma, xa, pa), (mb, xb, pb) = a, b
    base, ratio = (abs(ma), mb / ma) if relative else (1, 1)
    spread = lambda people, by: np.var(by * people[0] - theta * people[1], ddof=ddof) / people.shape[1]
    sa, sb = spread(pa, 1), spread(pb, 1)
    se = math.sqrt(sb + spread(pa, ratio)) / base
    df = (sa + sb) ** 2 / (sa**2 / (pa.shape[1] - 1) + sb**2 / (pb.shape[1] - 1))
    return [theta, (mb - ma - theta * (xb - xa)) / base, se, df]


def case_cuped(r, i):
    relative = bool(i % 2)
    binary = bool(i // 2 % 2)
    n, m = (int(x) for x in r.integers(50, 400, 2))
    while True:
        if binary:
            apre, bpre = (r.binomial(1, 0.4, k).astype(float) for k in (n, m))
            post = lambda pre, lift: (r.random(len(pre)) < 0.2 + 0.4 * pre + lift).astype(float)
        else:
            apre, bpre = (r.poisson(6, k).astype(float) for k in (n, m))
            post = lambda pre, lift: np.round(pre * r.uniform(0.5, 1.5, len(pre)) + r.poisson(3, len(pre)) + lift * 10)
        a, b = post(apre, 0), post(bpre, 0.05)
        if min(a.var(), b.var(), apre.var(), bpre.var()) > 0:
            break
    theta = least_squares(np.concatenate([a, b]), np.concatenate([apre, bpre]))
    arms = [(x.mean(), pre.mean(), np.array([x, pre])) for x, pre in ((a, apre), (b, bpre))]
    expected = cuped_result(*arms, theta, 0 if binary else 1, relative)
    return [[moments(a, apre), moments(b, bpre), "proportion" if binary else "mean", relative], expected]


def case_cuped_ratio(r, i):
    relative = bool(i % 2)

    def people(k, rate):
        size = r.poisson(4, k) + 1
        dpre, d = (r.poisson(size) + 1.0 for _ in range(2))
        taste = r.beta(2, 4, k)
        mpre = r.binomial(dpre.astype(int), taste).astype(float)
        return r.binomial(d.astype(int), np.minimum(1, taste * rate)).astype(float), d, mpre, dpre

    a, b = people(int(r.integers(80, 400)), 1), people(int(r.integers(80, 400)), 1.1)
    line = lambda m, d: (m - m.sum() / d.sum() * d) / d.mean()
    both = [np.concatenate(pair) for pair in zip(a, b)]
    theta = least_squares(line(both[0], both[1]), line(both[2], both[3]))
    value = lambda m, d: m.sum() / d.sum()
    arms = [(value(*x[:2]), value(*x[2:]), np.array([line(*x[:2]), line(*x[2:])])) for x in (a, b)]
    return [[moments(*a), moments(*b), "ratio", relative], cuped_result(*arms, theta, 1, relative)]


def case_sample_ratio(r, i):
    k = int(r.integers(2, 6))
    weights = r.integers(1, 10, k)
    counts = r.multinomial(int(r.integers(10, 100000)), weights / weights.sum())
    test = stats.chisquare(counts, counts.sum() * weights / weights.sum())
    return [[counts, weights], [test.statistic, test.pvalue]]


def case_multiple(r, i):
    p = r.random(int(r.integers(1, 13))) ** int(r.integers(1, 6))
    return [p, [multipletests(p, method="holm")[1], multipletests(p, method="fdr_bh")[1]]]


def case_adjusted(r, i):
    """The normal distribution whose two-sided p-value is p has the deviation |lift| / z; its interval."""
    lift, p, alpha = r.normal(), 10 ** r.uniform(-12, -0.01), float(r.choice([0.01, 0.05, 0.1]))
    deviation = abs(lift) / stats.norm.isf(p / 2)
    return [[lift, p, alpha], list(stats.norm.interval(1 - alpha, lift, deviation))]


def case_shares(r, i):
    n, m = (int(x) for x in r.integers(1, 2000, 2))
    x, y = (int(r.choice([0, k, r.integers(0, k + 1)], p=[0.1, 0.1, 0.8])) for k in (n, m))
    alpha = float(r.choice([0.01, 0.05, 0.1]))
    newcombe = confint_proportions_2indep(y, m, x, n, method="newcomb", compare="diff", alpha=alpha, correction=False)
    return [[x, n, y, m, alpha], [*proportion_confint(x, n, alpha, "wilson"), *newcombe]]


def scaled(alpha, n, tuning):
    """How much wider than the fixed test's interval the sequence is when n people have come."""
    if tuning is None:
        return 1
    rho2 = rho_squared(alpha, tuning)
    z = math.sqrt(2 * (n * rho2 + 1) * math.log(math.sqrt(n * rho2 + 1) / alpha) / (n * rho2))
    return z / stats.norm.ppf(1 - alpha / 2)


def power(mean, variance, effect, n, alpha, tuning):
    deviation = math.sqrt(variance / mean**2 * (1 + (1 + effect) ** 2)) * scaled(alpha, 2 * n, tuning)
    return float(normal_power_het(effect, n, alpha, std_null=deviation, std_alternative=deviation, alternative="two-sided"))


def case_power(r, i):
    mean, n = r.uniform(0.02, 50), int(r.integers(50, 100000))
    variance = mean * (1 - mean) if mean < 1 else (mean * r.uniform(0.3, 3)) ** 2
    effect, alpha = float(r.uniform(0.005, 0.4)) * (-1 if i % 5 == 4 else 1), float(r.choice([0.01, 0.05, 0.1]))
    tuning = None if i % 2 else float(r.choice([500, 5000, 20000]))
    at = lambda e: power(mean, variance, e, n, alpha, tuning) - 0.8
    mde = optimize.brentq(at, 1e-9, 10, xtol=1e-15, rtol=1e-14) if at(10) > 0 else None
    return [[mean, variance, effect, n, alpha, tuning], [at(effect) + 0.8, mde]]


def case_sample_size(r, i):
    mean = r.uniform(0.05, 20)
    variance = mean * (1 - mean) if mean < 1 else (mean * r.uniform(0.5, 2)) ** 2
    effect, alpha, wanted = r.uniform(0.02, 0.5), float(r.choice([0.01, 0.05])), float(r.choice([0.8, 0.9]))
    tuning = None if i % 2 else 5000.0
    low, high = 0, 2**34
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if power(mean, variance, effect, middle, alpha, tuning) >= wanted else (middle, high)
    return [[mean, variance, effect, wanted, alpha, tuning], high]


def case_mid_experiment(r, i):
    se, n, target = 10 ** r.uniform(-3, -1), int(r.integers(100, 50000)), r.uniform(0.005, 0.1)
    alpha, wanted = float(r.choice([0.01, 0.05])), float(r.choice([0.8, 0.9]))
    tuning = None if i % 2 else 5000.0

    def reached(multiple):
        deviation = se / math.sqrt(1 + multiple)
        half = deviation * stats.norm.ppf(1 - alpha / 2) * scaled(alpha, n * (1 + multiple), tuning)
        return float(stats.norm.sf(half, target, deviation) + stats.norm.cdf(-half, target, deviation))

    if reached(0) >= wanted:
        multiple = 0
    elif reached(2**27) < wanted:
        multiple = None
    else:
        multiple = optimize.brentq(lambda k: reached(k) - wanted, 0, 2**27, xtol=1e-14, rtol=1e-14, maxiter=500)
    return [[se, n, target, wanted, alpha, tuning], [reached(0), multiple]]


def case_distributions(r, i):
    p, df, k = 10 ** r.uniform(-10, math.log10(0.5)), 10 ** r.uniform(0, 6), int(r.integers(1, 30))
    x = stats.chi2.isf(10 ** r.uniform(-12, 0), k)
    t = -abs(r.normal()) * 10 ** r.uniform(-2, 1)
    return [[p, df, k, x, t], [stats.norm.isf(p), stats.t.isf(p, df), stats.t.cdf(t, df), stats.chi2.sf(x, k)]]


if __name__ == "__main__":
    for seed, (name, case) in enumerate(sorted((k, v) for k, v in globals().items() if k.startswith("case_"))):
        record(name[5:].replace("_", "-"), seed, case)
