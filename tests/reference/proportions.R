# True values for tests/evidence/estimators of proportions, their contrasts and rates, from R's stats.
# Run in this folder: Rscript proportions.R
options(digits = 17)
put <- function(x, file) write.csv(format(x, digits = 17, trim = TRUE), file, row.names = FALSE, quote = FALSE)

# One proportion. binom.test gives Clopper–Pearson, prop.test Wilson. Its correction is measured from the null of ½, so at
# x = n/2 it corrects nothing, and that row is left out. The others have no function and are written down from Brown, Cai,
# DasGupta 2001.
cells <- rbind(c(0, 1), c(1, 1), c(0, 10), c(1, 10), c(3, 10), c(0, 20), c(1, 29), c(0, 30), c(4, 30), c(5, 30), c(15, 30), c(21, 30),
  c(29, 30), c(30, 30), c(15, 148), c(81, 263), c(94, 214), c(1, 1000), c(999, 1000), c(1234, 100000), c(3, 1e6))
out <- NULL
for (i in seq_len(nrow(cells))) for (level in c(0.9, 0.95, 0.99)) {
  x <- cells[i, 1]; n <- cells[i, 2]; p <- x / n; a <- 1 - level; z <- qnorm(1 - a / 2)
  add <- function(interval, limits) out <<- rbind(out, data.frame(events = x, n, level, interval, low = limits[1], high = limits[2]))
  add("Clopper–Pearson", binom.test(x, n, conf.level = level)$conf.int)
  add("Wilson", suppressWarnings(prop.test(x, n, conf.level = level, correct = FALSE))$conf.int)
  if (x != n / 2) add("Wilson with continuity correction", suppressWarnings(prop.test(x, n, conf.level = level))$conf.int)
  add("Jeffreys", c(if (x == 0) 0 else qbeta(a / 2, x + .5, n - x + .5), if (x == n) 1 else qbeta(1 - a / 2, x + .5, n - x + .5)))
  m <- n + z^2; q <- (x + z^2 / 2) / m
  add("Agresti–Coull", c(max(0, q - z * sqrt(q * (1 - q) / m)), min(1, q + z * sqrt(q * (1 - q) / m))))
  add("Wald", if (x %in% c(0, n)) c(NA, NA) else c(max(0, p - z * sqrt(p * (1 - p) / n)), min(1, p + z * sqrt(p * (1 - p) / n))))
}
put(out, "proportions.csv")

# Two proportions. prop.test gives Wald's interval of the difference and, without correction, Pearson's P; fisher.test its
# P. Its odds ratio and limits stop up to 1% short of the
# solution (uniroot's default tolerance), so the same equations are solved again below.
conditional <- function(a, m, c, n, level) {
  k <- a + c; support <- max(0, k - n):min(k, m)
  weights <- dhyper(support, m, n, k, log = TRUE)
  shares <- function(t) { w <- weights + t * support; w <- exp(w - max(w)); w / sum(w) }
  solve <- function(f) exp(uniroot(f, c(-60, 60), tol = 1e-15, maxiter = 10000)$root)
  tail <- (1 - level) / 2
  if (length(support) == 1) return(c(NA, NA, NA))
  c(if (a == min(support)) 0 else if (a == max(support)) NA else solve(function(t) sum(shares(t) * support) - a),
    if (a == min(support)) 0 else solve(function(t) sum(shares(t)[support >= a]) - tail),
    if (a == max(support)) NA else solve(function(t) tail - sum(shares(t)[support <= a])))
}
pairs <- rbind(c(56, 70, 48, 80), c(9, 10, 3, 10), c(6, 7, 2, 7), c(5, 56, 0, 29), c(0, 10, 0, 20), c(0, 10, 0, 10), c(10, 10, 0, 20),
  c(10, 10, 0, 10), c(10, 10, 20, 20), c(21, 30, 5, 30), c(0, 30, 5, 30), c(3, 4, 1, 4), c(189, 11034, 104, 11037), c(15, 15, 12, 20),
  c(1, 50, 30, 60), c(400, 1000, 350, 1000))
out <- NULL
for (i in seq_len(nrow(pairs))) for (level in c(0.9, 0.95)) {
  a <- pairs[i, 1]; m <- pairs[i, 2]; c <- pairs[i, 3]; n <- pairs[i, 4]; b <- m - a; d <- n - c
  z <- qnorm(0.5 + level / 2)
  two <- suppressWarnings(prop.test(base::c(a, c), base::c(m, n), conf.level = level, correct = FALSE))
  fisher <- fisher.test(matrix(base::c(a, b, c, d), 2), conf.level = level)
  wilson <- function(x, size) suppressWarnings(prop.test(x, size, conf.level = level, correct = FALSE))$conf.int
  own <- wilson(a, m); other <- wilson(c, n); p <- a / m; q <- c / n
  exact <- conditional(a, m, c, n, level)
  known <- !is.na(exact) & exact > 0
  stopifnot(all(abs(base::c(fisher$estimate, fisher$conf.int) / exact - 1)[known] < 0.02))
  log_rr <- if (a > 0 && c > 0 && b + d > 0) sqrt(1 / a - 1 / m + 1 / c - 1 / n) else NA
  log_or <- if (a * b * c * d > 0) sqrt(1 / a + 1 / b + 1 / c + 1 / d) else NA
  h <- base::c(a, b, c, d) + 0.5 * any(base::c(a, b, c, d) == 0)
  corrected_rr <- sqrt(1 / h[1] - 1 / (h[1] + h[2]) + 1 / h[3] - 1 / (h[3] + h[4])); corrected_or <- sqrt(sum(1 / h))
  ratio <- h[1] / (h[1] + h[2]) / (h[3] / (h[3] + h[4])); odds <- h[1] * h[4] / (h[2] * h[3])
  none <- two$conf.int[1] == two$conf.int[2]
  out <- rbind(out, data.frame(events = a, n = m, reference_events = c, reference_n = n, level,
    difference = p - q, newcombe_low = p - q - sqrt((p - own[1])^2 + (other[2] - q)^2), newcombe_high = p - q + sqrt((own[2] - p)^2 + (q - other[1])^2),
    wald_low = if (none) NA else two$conf.int[1], wald_high = if (none) NA else two$conf.int[2],
    pearson = two$p.value, fisher = min(1, fisher$p.value),
    risk_ratio = if (c > 0) p / q else NA, katz_low = p / q * exp(-z * log_rr), katz_high = p / q * exp(z * log_rr),
    odds_ratio = if (b * c > 0) a * d / (b * c) else NA, woolf_low = a * d / (b * c) * exp(-z * log_or), woolf_high = a * d / (b * c) * exp(z * log_or),
    exact = exact[1], exact_low = exact[2], exact_high = exact[3],
    corrected_risk_ratio = ratio, corrected_katz_low = ratio * exp(-z * corrected_rr), corrected_katz_high = ratio * exp(z * corrected_rr),
    corrected_odds_ratio = odds, corrected_woolf_low = odds * exp(-z * corrected_or), corrected_woolf_high = odds * exp(z * corrected_or)))
}
put(out, "risk-contrasts.csv")

# Rates: poisson.test, alone and against another.
rates <- rbind(c(0, 10), c(1, 3.5), c(3, 100), c(10, 35.25), c(137, 24.19893), c(1000, 12345.6), c(123456, 1e7))
out <- NULL
for (i in seq_len(nrow(rates))) for (level in c(0.9, 0.95, 0.99)) {
  d <- rates[i, 1]; t <- rates[i, 2]; z <- qnorm(0.5 + level / 2)
  exact <- poisson.test(d, t, conf.level = level)$conf.int
  log_limits <- if (d > 0) d / t * exp(c(-1, 1) * z / sqrt(d)) else c(NA, NA)
  out <- rbind(out, data.frame(events = d, time = t, level, rate = d / t, garwood_low = exact[1], garwood_high = exact[2],
    log_low = log_limits[1], log_high = log_limits[2]))
}
put(out, "rates.csv")

ratios <- rbind(c(11, 800, 3, 1011), c(6, 23, 25, 90.5), c(0, 40, 5, 38), c(5, 38, 0, 40), c(1, 10, 1, 10), c(41, 28010, 15, 19017), c(137, 24.19893, 200, 50),
  c(7, 3, 40, 90), c(40, 90, 7, 3), c(10400, 5e5, 10000, 5e5))
out <- NULL
for (i in seq_len(nrow(ratios))) for (level in c(0.9, 0.95)) {
  r <- ratios[i, ]; z <- qnorm(0.5 + level / 2)
  test <- poisson.test(r[c(1, 3)], r[c(2, 4)], conf.level = level)
  error <- if (r[1] > 0 && r[3] > 0) sqrt(1 / r[1] + 1 / r[3]) else NA
  value <- if (r[3] > 0) r[1] / r[2] / (r[3] / r[4]) else NA
  limits <- test$conf.int
  out <- rbind(out, data.frame(events = r[1], time = r[2], reference_events = r[3], reference_time = r[4], level, ratio = value,
    exact_low = limits[1], exact_high = if (is.finite(limits[2])) limits[2] else NA, exact_p = test$p.value,
    log_low = value * exp(-z * error), log_high = value * exp(z * error), log_p = 2 * pnorm(-abs(log(value)) / error)))
}
put(out, "rate-ratios.csv")
