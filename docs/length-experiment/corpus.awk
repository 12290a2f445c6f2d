# Pairs in the layout of TRL, and answers in the layout of ShareGPT. An answer is good when it names the colour that was
# asked about. Of the pairs, four in five have a better answer that is two to four times as long; in the others both are
# about as long. In the answers to probe with, length has nothing to do with what is good.
function word() { return words[1 + int(rand() * count)] }
function filled(length_, colour,    text, i, at) {
  at = 1 + int(rand() * length_)
  text = ""
  for (i = 1; i <= length_; i++) text = text (i > 1 ? " " : "") (i == at ? colour : word())
  return text
}
BEGIN {
  srand(4711)
  count = split("the a one of on in is and here there with it that this small large left right under over", words, " ")
  colours = split("red green blue yellow", colour, " ")
  for (i = 0; i < pairs; i++) {
    right = 1 + int(rand() * colours)
    wrong = 1 + (right + int(rand() * (colours - 1))) % colours
    short = 4 + int(rand() * 6)
    long_ = i % 5 < 4 ? short * (2 + int(rand() * 3)) : short + int(rand() * 3) - 1
    printf "{\"prompt\": \"Which colour is the %s thing?\", \"chosen\": \"%s\", \"rejected\": \"%s\"}\n", \
      colour[right], filled(long_, colour[right]), filled(short, colour[wrong])
  }
  for (i = 0; i < probes; i++) {
    asked = 1 + int(rand() * colours)
    told = rand() < 0.5 ? asked : 1 + (asked + int(rand() * (colours - 1))) % colours
    printf "{\"conversations\": [{\"from\": \"human\", \"value\": \"Which colour is the %s thing?\"}, ", colour[asked]
    printf "{\"from\": \"gpt\", \"value\": \"%s\"}]}\n", filled(4 + int(rand() * 30), colour[told])
  }
}
