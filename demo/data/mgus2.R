# Writes mgus2.csv: time to progression or death for the 1,384 people of mgus2, R package survival.
# Progression to a plasma-cell malignancy competes with death before progression; months since diagnosis.
library(survival)
time <- with(mgus2, ifelse(pstat == 0, futime, ptime))
status <- with(mgus2, ifelse(pstat == 1, 1, 2 * death))
people <- data.frame(id = mgus2$id, sex = mgus2$sex, age = mgus2$age, months = time, status = status)
write.csv(people, "mgus2.csv", row.names = FALSE, quote = FALSE)
