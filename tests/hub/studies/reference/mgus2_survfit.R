# Writes mgus2_survfit.csv: R survival's Aalen–Johansen estimates for demo/data/mgus2.csv (survival 3.5-3).
library(survival)
people <- read.csv("../../../../demo/data/mgus2.csv")
fit <- survfit(Surv(months, factor(status)) ~ 1, data = people)
at <- summary(fit, times = 12 * c(5, 10, 20))
write.csv(data.frame(years = at$time / 12, progression = at$pstate[, 2], death = at$pstate[, 3]),
          "mgus2_survfit.csv", row.names = FALSE)
