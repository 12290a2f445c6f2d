package winnow.benchmark;

import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs the benchmarks whose name has a pattern, each in a process of its own, and prints their table. By hand:
 *
 * <pre>
 * ./mvnw test -pl src/test -am -Dtest=BenchmarksTest -Dsurefire.failIfNoSpecifiedTests=false -Dwinnow.benchmarks=.
 * </pre>
 */
@EnabledIfSystemProperty(named = "winnow.benchmarks", matches = ".+")
class BenchmarksTest {

    @Test
    void everyBenchmarkGivesAFigure() throws RunnerException {
        var results = new Runner(new OptionsBuilder()
                        .include(System.getProperty("winnow.benchmarks", "."))
                        .forks(1)
                        .warmupIterations(3)
                        .warmupTime(TimeValue.seconds(2))
                        .measurementIterations(5)
                        .measurementTime(TimeValue.seconds(2))
                        .build())
                .run();

        assertFalse(results.isEmpty(), "no benchmark has that name");
    }
}
