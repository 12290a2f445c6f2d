package winnow.app.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import winnow.scoring.rank.Calibration;
import winnow.scoring.rank.CalibrationFit;
import winnow.scoring.rank.Cautious;
import winnow.scoring.rank.Isotonic;
import winnow.scoring.rank.Temperature;
import winnow.store.data.KeptCalibration;

/** Calibrations as a workspace keeps them: what a curve is made of, and what it was worth, as JSON. */
final class Curves {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Curves() {}

    static KeptCalibration.Curve write(CalibrationFit fit) {
        if (!(fit.calibration() instanceof Cautious cautious)) {
            throw new IllegalArgumentException("Not a fit: " + fit.calibration());
        }
        ObjectNode parameters = JSON.createObjectNode().put("fitted_on", cautious.votes());
        if (cautious.fit() instanceof Temperature temperature) {
            parameters.put("inverse_temperature", temperature.inverse());
        } else if (cautious.fit() instanceof Isotonic steps) {
            numbers(parameters.putArray("margins"), steps.margins());
            numbers(parameters.putArray("probabilities"), steps.probabilities());
        }
        CalibrationReport.Worth before = CalibrationReport.Worth.of(fit.before());
        CalibrationReport.Worth after = CalibrationReport.Worth.of(fit.after());
        ObjectNode figures = JSON.createObjectNode();
        figures.set("before", figures(before));
        figures.set("after", figures(after));
        return new KeptCalibration.Curve(
                KeptCalibration.Method.valueOf(fit.method().name()), parameters.toString(), figures.toString());
    }

    private static ObjectNode figures(CalibrationReport.Worth worth) {
        return JSON.createObjectNode()
                .put("log_loss", worth.logLoss())
                .put("brier", worth.brier())
                .put("expected_calibration_error", worth.expectedError());
    }

    private static void numbers(ArrayNode array, double... numbers) {
        for (double number : numbers) {
            array.add(number);
        }
    }

    /** The curve again. */
    static Calibration read(KeptCalibration kept) {
        JsonNode parameters = parameters(kept);
        try {
            Calibration curve = kept.curve().method() == KeptCalibration.Method.TEMPERATURE
                    ? new Temperature(parameters.path("inverse_temperature").doubleValue())
                    : Isotonic.of(numbers(parameters.path("margins")), numbers(parameters.path("probabilities")));
            return new Cautious(curve, parameters.path("fitted_on").intValue());
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("The calibration \"" + kept.name() + "\" is damaged: " + parameters, e);
        }
    }

    private static double[] numbers(JsonNode array) {
        double[] numbers = new double[array.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = array.get(i).doubleValue();
        }
        return numbers;
    }

    private static JsonNode parameters(KeptCalibration kept) {
        String text = kept.curve().parameters();
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The calibration \"" + kept.name() + "\" is damaged: " + text, e);
        }
    }
}
