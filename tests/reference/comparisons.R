# True values for the comparisons of arms, from R's survival and cmprsk (Debian: r-cran-survival, r-cran-cmprsk), on every set
# of datasets/. Run in this folder: Rscript comparisons.R
# cause "any" is any event; stratified 1 compares within the strata. coxph stops at eps = 1e-11: closer, and its steps drift.
# An empty statistic or ratio is one that R does not give: it has none, says it is singular, or its estimate runs away.
suppressMessages({library(survival); library(cmprsk)})
options(digits = 17, warn = -1)
put <- function(x, file) write.csv(format(x, digits = 17, trim = TRUE), file, row.names = FALSE, quote = FALSE)
none <- function(expr) tryCatch(expr, error = function(problem) NULL)

people <- function(name) {
  d <- read.csv(paste0("datasets/", name, ".csv"), colClasses = c(arm = "character", stratum = "character"))
  d[rep(seq_len(nrow(d)), d$n), ]
}
response <- function(d, happened) if (is.null(d$entry)) Surv(d$time, happened) else Surv(d$entry, d$time, happened)

# survdiff takes no late entry; there the events at each time are a table of arm against event, and the log-rank test the
# Cochran-Mantel-Haenszel test of all these tables.
tables <- function(d, happened) {
  arms <- sort(unique(d$arm))
  out <- list()
  for (stratum in unique(d$stratum)) for (time in sort(unique(d$time[happened & d$stratum == stratum]))) {
    inside <- d$stratum == stratum & d$entry < time & d$time >= time
    now <- inside & happened & d$time == time
    one <- sapply(arms, function(arm) c(sum(now & d$arm == arm), sum(inside & !now & d$arm == arm)))
    out <- c(out, list(one))
  }
  simplify2array(out)
}
log_rank <- function(d, happened) {
  arms <- sort(unique(d$arm))
  if (!is.null(d$entry)) {
    x <- tables(d, happened)
    test <- none(mantelhaen.test(x[, , apply(x, 3, sum) > 1], correct = FALSE, exact = FALSE))
    expected <- apply(x, 3, function(one) colSums(one) * sum(one[1, ]) / sum(one))
    return(data.frame(arm = arms, observed = rowSums(x[1, , ]), expected = rowSums(expected),
      statistic = if (is.null(test)) NA else unname(test$statistic), df = length(arms) - 1))
  }
  d$place <- match(d$time, sort(unique(d$time))) # survdiff joins near-equal times; it needs only their order
  test <- none(survdiff(if (length(unique(d$stratum)) > 1) Surv(place, happened) ~ arm + strata(stratum) else Surv(place, happened) ~ arm,
    data = d))
  if (is.null(test)) return(NULL)
  whole <- function(x) rowSums(as.matrix(x))
  data.frame(arm = arms, observed = whole(test$obs), expected = whole(test$exp), statistic = test$chisq, df = sum(whole(test$exp) > 0) - 1)
}

cox <- function(d, happened, ties) {
  out <- NULL
  arms <- sort(unique(d$arm))
  for (arm in arms[-1]) {
    two <- d$arm %in% c(arms[1], arm)
    x <- as.numeric(d$arm[two] == arm)
    y <- response(d[two, ], happened[two])
    stratum <- d$stratum[two]
    fit <- none(coxph(if (length(unique(stratum)) > 1) y ~ x + strata(stratum) else y ~ x, ties = ties,
      control = coxph.control(eps = 1e-11, iter.max = 60, timefix = FALSE)))
    b <- if (is.null(fit)) NA else unname(coef(fit))
    s <- if (is.null(fit)) NA else sqrt(vcov(fit)[1, 1])
    if (is.na(b) || abs(b) > 10) b <- s <- NA
    out <- rbind(out, data.frame(arm, reference = arms[1], ties, log_ratio = b, std_error = s, low = exp(b - qnorm(0.975) * s),
      high = exp(b + qnorm(0.975) * s), p = 2 * pnorm(-abs(b / s))))
  }
  out
}

one_sample <- function(d, arm, kind) {
  d <- d[d$arm == arm, ]
  happened <- d$status > 0
  at <- if (kind == "exponential") mean(d$time) else unname(quantile(d$time, c(0.25, 0.5, 1)))
  s <- if (kind == "exponential") 0.44 else c(0.9, 0.6, 0.2)
  if (at[1] == 0 || any(diff(at) <= 0)) return(NULL)
  hazard <- switch(kind,
    exponential = function(t) t * -log(s) / at,
    `piecewise exponential` = approxfun(c(0, at), c(0, -log(s))),
    steps = stepfun(at, c(0, -log(s))))
  start <- if (is.null(d$entry)) 0 else d$entry
  expected <- sum(hazard(d$time) - hazard(start))
  # The offset form of survdiff is the one-sample test; it takes no late entry.
  statistic <- (sum(happened) - expected)^2 / expected
  if (is.null(d$entry)) {
    test <- survdiff(Surv(d$time, happened) ~ offset(exp(-hazard(d$time))))
    stopifnot(isTRUE(all.equal(unname(test$exp), expected, tolerance = 1e-12)))
    statistic <- test$chisq
  }
  limits <- poisson.test(sum(happened), expected)$conf.int
  data.frame(arm, shape = kind, times = paste(format(at, digits = 17, trim = TRUE), collapse = " "), survival = paste(s, collapse = " "),
    observed = sum(happened), expected, statistic, p = pchisq(statistic, 1, lower.tail = FALSE), low = limits[1], high = limits[2])
}

log_ranks <- grays <- coxes <- ones <- NULL
for (name in sub(".csv", "", list.files("datasets", "[.]csv$"), fixed = TRUE)) {
  d <- people(name)
  for (kind in c("exponential", "piecewise exponential", "steps")) {
    row <- one_sample(d, min(d$arm), kind)
    if (!is.null(row)) ones <- rbind(ones, cbind(set = name, row))
  }
  if (length(unique(d$arm)) < 2) next
  for (stratified in 0:(length(unique(d$stratum)) > 1)) for (cause in c("any", "first", "second")) {
    happened <- if (cause == "any") d$status > 0 else d$status == match(cause, c("first", "second"))
    if (!any(happened)) next
    here <- d
    if (!stratified) here$stratum <- "all"
    key <- data.frame(set = name, cause, stratified)
    row <- log_rank(here, happened)
    if (!is.null(row)) log_ranks <- rbind(log_ranks, cbind(key, row))
    for (ties in c("efron", "breslow")) coxes <- rbind(coxes, cbind(key, cox(here, happened, ties)))
    if (cause == "any" || !is.null(d$entry)) next
    test <- none(cuminc(here$time, here$status, here$arm, here$stratum)$Tests)
    if (is.null(test)) next
    own <- test[as.character(match(cause, c("first", "second"))), ]
    grays <- rbind(grays, cbind(key, statistic = ifelse(own["stat"] < 0, NA, own["stat"]), df = own["df"]))
  }
  cat(name, "\n")
}
put(log_ranks, "comparisons-log-rank.csv")
put(grays, "comparisons-gray.csv")
put(coxes, "comparisons-cox.csv")
put(ones, "comparisons-one-sample.csv")
