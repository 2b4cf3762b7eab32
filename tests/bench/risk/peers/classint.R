# The exact natural breaks (style "fisher") of R's classInt on a file of doubles: time and squares.
#
# usage: Rscript classint.R VALUES CLASSES
words <- commandArgs(TRUE)
size <- file.size(words[1]) / 8
values <- readBin(words[1], "double", size)
start <- proc.time()[["elapsed"]]
# Its own default samples 10 % of more than 3,000 values: all of them are asked for.
found <- classInt::classIntervals(values, as.integer(words[2]), style = "fisher",
                                  largeN = size + 1)
seconds <- proc.time()[["elapsed"]] - start
which <- findInterval(values, found$brks[-1], left.open = TRUE)
squares <- sum(tapply(values, which, function(part) sum((part - mean(part))^2)))
cat(sprintf("figure classint_time %.6g s\nfigure classint_squares %.9g \n", seconds, squares))
