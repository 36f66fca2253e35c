# True values for tests/evidence/estimators, from R's survival and cmprsk (Debian: r-cran-survival, r-cran-cmprsk), for every
# set in datasets (datasets.R makes those). Run in this folder: Rscript survival.R
# survival.csv and incidence.csv hold each arm's curve at up to 12 of its times, the first and the last among them;
# quantiles.csv and means.csv what is read off the whole curves. Follow-up is survival with the status turned round.
suppressMessages({library(survival); library(cmprsk)})
KINDS <- c("plain", "log", "log-log", "logit", "arcsine")
SHARES <- c(0.25, 0.5, 0.75)
put <- function(x, file) {
  numbers <- vapply(x, is.numeric, TRUE)
  x[numbers] <- lapply(x[numbers], function(values) ifelse(is.na(values), "NA", sprintf("%.15g", values)))
  write.csv(x, file, row.names = FALSE, quote = FALSE)
}
some <- function(x) unique(round(seq(1, length(x), length.out = min(length(x), 12))))

people <- function(name) {
  d <- read.csv(paste0("datasets/", name, ".csv"), colClasses = c(arm = "character", stratum = "character"))
  d <- d[rep(seq_len(nrow(d)), d$n), ]
  if (is.null(d$entry)) d$entry <- NA
  d
}
lived <- function(d, event) if (anyNA(d$entry)) Surv(d$time, event) else Surv(d$entry, d$time, event)
fit <- function(d, event, kind) survfit(lived(d, event) ~ 1, conf.type = sub("arcsine", "arcsin", kind))

curves <- function(set, arm, d) {
  out <- NULL
  for (kind in KINDS) {
    f <- fit(d, d$status > 0, kind)
    at <- some(f$time)
    limits <- setNames(data.frame(f$lower[at], f$upper[at]), paste(kind, c("low", "high")))
    if (is.null(out)) out <- data.frame(set, arm, time = f$time[at], at_risk = f$n.risk[at], events = f$n.event[at],
                                        survival = f$surv[at], std_error = f$std.err[at] * f$surv[at])
    out <- cbind(out, limits)
  }
  out
}
# quantile() searches a band as if it only fell; one that rises again would lead it astray.
falling <- function(limit) { known <- !is.na(limit); limit[known] <- cummin(limit[known]); limit }
quantiles <- function(set, arm, d) {
  out <- NULL
  for (curve in c("survival", "follow-up")) for (kind in KINDS) {
    f <- fit(d, (d$status > 0) == (curve == "survival"), kind)
    f$lower <- falling(f$lower)
    f$upper <- falling(f$upper)
    q <- quantile(f, SHARES)
    out <- rbind(out, data.frame(set, arm, curve, interval = kind, probability = SHARES,
                                 value = q$quantile, low = q$lower, high = q$upper))
  }
  out
}
means <- function(set, arm, d) {
  f <- fit(d, d$status > 0, "plain")
  out <- NULL
  for (horizon in unique(signif(max(d$time) * c(0.25, 0.6, 1), 3))) {
    # R wants the horizon past the first time.
    if (horizon <= min(d$time) || horizon > max(d$time)) next
    table <- summary(f, rmean = horizon)$table
    out <- rbind(out, data.frame(set, arm, horizon, mean = table[["rmean"]], std_error = table[["se(rmean)"]]))
  }
  out
}
incidences <- function(set, arm, d, gray) {
  id <- seq_len(nrow(d))
  state <- factor(d$status, 0:2)
  f <- if (anyNA(d$entry)) survfit(Surv(d$time, state) ~ 1, conf.type = "log-log")
       else survfit(Surv(d$entry, d$time, state) ~ 1, id = id, conf.type = "log-log")
  times <- sort(unique(d$time))
  times <- times[some(times)]
  at <- match(times, f$time)
  out <- NULL
  for (cause in 1:2) {
    row <- paste(arm, cause)
    aalen <- if (is.null(gray) || is.null(gray[[row]])) rep(NA, length(times)) else timepoints(gray[row], times)$var[1, ]
    cmprsk <- if (is.null(gray) || is.null(gray[[row]])) rep(NA, length(times)) else timepoints(gray[row], times)$est[1, ]
    out <- rbind(out, data.frame(set, arm, cause, time = times, cmprsk = cmprsk, aalen_variance = aalen,
                                 survival = f$pstate[at, cause + 1], delta_std_error = f$std.err[at, cause + 1],
                                 delta_low = f$lower[at, cause + 1], delta_high = f$upper[at, cause + 1]))
  }
  # R's standard error is the infinitesimal jackknife, which is the delta method's only where all entered at the start.
  if (!anyNA(d$entry)) out[c("delta_std_error", "delta_low", "delta_high")] <- NA
  out
}

found <- list(survival = NULL, quantiles = NULL, means = NULL, incidence = NULL)
for (name in sub(".csv", "", list.files("datasets", "csv$"), fixed = TRUE)) {
  d <- people(name)
  two <- any(d$status == 2)
  gray <- if (two && anyNA(d$entry)) cuminc(d$time, d$status, d$arm) else NULL
  for (arm in sort(unique(d$arm), method = "radix")) {
    own <- d[d$arm == arm, ]
    found$survival <- rbind(found$survival, curves(name, arm, own))
    found$quantiles <- rbind(found$quantiles, quantiles(name, arm, own))
    found$means <- rbind(found$means, means(name, arm, own))
    if (two) found$incidence <- rbind(found$incidence, incidences(name, arm, own, gray))
  }
}
for (name in names(found)) put(found[[name]], paste0(name, ".csv"))
