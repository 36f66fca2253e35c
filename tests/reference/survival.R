# True values for tests/evidence/estimators, from R's survival and cmprsk (Debian: r-cran-survival, r-cran-cmprsk).
# Run in this folder: Rscript survival.R
suppressMessages({library(survival); library(cmprsk)})
options(digits = 17)
put <- function(x, file) write.csv(format(x, digits = 17, trim = TRUE), file, row.names = FALSE, quote = FALSE)

sets <- list(
  lung = with(lung, data.frame(time, status = status - 1)),
  veteran = with(veteran, data.frame(time, status)),
  colon = with(subset(colon, etype == 2), data.frame(time, status)),
  mgus2 = with(mgus2, data.frame(time = futime, status = death))
)
for (name in names(sets)) {
  d <- sets[[name]]
  put(d, paste0(name, "-rows.csv"))
  out <- NULL
  for (kind in c("plain", "log", "log-log", "logit", "arcsine")) {
    f <- survfit(Surv(time, status) ~ 1, data = d, conf.type = sub("arcsine", "arcsin", kind))
    q <- quantile(f, 0.5)
    out <- rbind(out, data.frame(interval = kind, time = f$time, at_risk = f$n.risk, events = f$n.event,
      survival = f$surv, std_error = f$std.err * f$surv, low = f$lower, high = f$upper,
      median = q$quantile, median_low = q$lower, median_high = q$upper))
  }
  put(out, paste0(name, "-survival.csv"))
}

etime <- with(mgus2, ifelse(pstat == 0, futime, ptime))
event <- with(mgus2, ifelse(pstat == 0, 2 * death, 1))
competing <- list(
  mgus2 = data.frame(time = etime, status = event, arm = mgus2$sex),
  colon_ties = with(subset(colon, etype == 1), data.frame(time = ceiling(time / 90), status = ifelse(status == 0, 0, 1 + node4), arm = rx))
)
for (name in names(competing)) {
  d <- competing[[name]]
  put(d, paste0(name, "-competing-rows.csv"))
  ci <- cuminc(d$time, d$status, d$arm)
  aj <- survfit(Surv(time, factor(status, 0:2)) ~ arm, data = d)
  delta <- summary(aj, censored = TRUE)
  out <- NULL
  for (arm in unique(as.character(d$arm))) for (cause in 1:2) {
    times <- sort(unique(d$time[d$arm == arm]))
    at <- timepoints(ci, times)
    row <- paste(arm, cause)
    of_arm <- delta$strata == paste0("arm=", arm)
    out <- rbind(out, data.frame(arm, cause, time = times, incidence = at$est[row, ], variance = at$var[row, ],
      delta_std_error = delta$std.err[of_arm, cause + 1][match(times, delta$time[of_arm])]))
  }
  put(out, paste0(name, "-incidence.csv"))
}
