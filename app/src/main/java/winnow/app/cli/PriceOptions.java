package winnow.app.cli;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import picocli.CommandLine.Option;
import winnow.app.service.CandidateReport;

/** The options that say what tokens cost. */
final class PriceOptions {

    @Option(
            names = "--price-in",
            paramLabel = "X",
            converter = Numbers.Finite.class,
            description = "Price of a million tokens of questions, in whatever currency.")
    private Optional<Double> in = Optional.empty();

    @Option(
            names = "--price-out",
            paramLabel = "X",
            converter = Numbers.Finite.class,
            description = "Price of a million tokens of answers.")
    private Optional<Double> out = Optional.empty();

    /** The price, where one was named. */
    OptionalDouble price(CandidateReport.Cost cost) {
        return in.isEmpty() && out.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(cost.price(in.orElse(0.0), out.orElse(0.0)));
    }

    /** Tokens and price in words. */
    String words(CandidateReport.Cost cost) {
        String price = price(cost).isEmpty()
                ? ""
                : String.format(Locale.ROOT, ", price %.4f", price(cost).getAsDouble());
        String estimated = cost.estimated() == 0 ? "" : " (" + cost.estimated() + " estimated from their characters)";
        return cost.tokensIn() + " tokens in, " + cost.tokensOut() + " out" + estimated + price;
    }
}
