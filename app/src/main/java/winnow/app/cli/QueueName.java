package winnow.app.cli;

import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import winnow.store.data.PairOrder;

/** Queues of pairs by the names the workspace keeps with votes. */
final class QueueName implements ITypeConverter<PairOrder> {

    @Override
    public PairOrder convert(String name) {
        return Arrays.stream(PairOrder.values())
                .filter(order -> order.id().equals(name))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("must be "
                        + Arrays.stream(PairOrder.values()).map(PairOrder::id).collect(Collectors.joining(", "))
                        + ", was \"" + name + "\""));
    }
}
