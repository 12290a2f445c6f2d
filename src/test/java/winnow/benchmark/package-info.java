/** JMH benchmarks of the hot parts that are written in Java. Run by hand: see the README. */
@org.jspecify.annotations.NullMarked
package winnow.benchmark;
