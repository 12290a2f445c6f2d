package winnow.scoring.rank;

import java.util.Arrays;

/** Middle and spread of numbers that a few wild ones do not change. */
final class Robust {

    /** Makes the median deviation of normal numbers their standard deviation. */
    private static final double NORMAL = 1.4826022185056018;

    private Robust() {}

    /** The median, of two in the middle their mean; sorts the numbers. */
    static double median(double[] numbers) {
        if (numbers.length == 0) {
            throw new IllegalArgumentException("Nothing has no median");
        }
        Arrays.sort(numbers);
        int middle = numbers.length / 2;
        return numbers.length % 2 == 1 ? numbers[middle] : numbers[middle - 1] / 2 + numbers[middle] / 2;
    }

    /** The median distance from a point, on the scale of a standard deviation. */
    static double spread(double[] numbers, double from) {
        double[] distances = new double[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            distances[i] = Math.abs(numbers[i] - from);
        }
        return NORMAL * median(distances);
    }

    /** The standard deviation, which is above 0 unless all numbers are equal. */
    static double standardDeviation(double[] numbers) {
        double mean = Arrays.stream(numbers).average().orElse(0);
        return Math.sqrt(Arrays.stream(numbers)
                .map(number -> (number - mean) * (number - mean))
                .average()
                .orElse(0));
    }
}
