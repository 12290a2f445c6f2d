package winnow.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import winnow.app.service.DoctorService;

/** {@code winnow doctor}: whether everything Winnow needs is there. */
@Command(
        name = "doctor",
        description = "Check Java, the tensor engine, the native libraries, the folders and the shipped model."
                + " Scores nothing.")
final class DoctorCommand implements Callable<Integer> {

    private final WinnowCommand winnow;

    DoctorCommand(WinnowCommand winnow) {
        this.winnow = winnow;
    }

    /** Exit code 1 when something that is needed is missing. */
    @Override
    public Integer call() {
        List<Map<String, Object>> checks = new ArrayList<>();
        Table table = new Table("", "check", "found");
        boolean ok = true;
        DoctorService doctor =
                new DoctorService(winnow.settings(), winnow.terminal().hasDisplay());
        for (DoctorService.Check check : doctor.examine()) {
            ok &= check.ok() || !check.needed();
            Map<String, Object> json = Json.object(
                    "name", check.name(), "ok", check.ok(), "needed", check.needed(), "found", check.found());
            check.fix().ifPresent(fix -> json.put("fix", fix));
            checks.add(json);
            table.row(check.ok() ? "ok" : check.needed() ? "MISSING" : "no", check.name(), check.found());
            check.fix().ifPresent(fix -> table.row("", "", "mend it: " + fix));
        }
        List<String> lines = new ArrayList<>(table.lines());
        lines.add(ok ? "Everything Winnow needs is there." : "Something Winnow needs is missing.");
        return winnow.print(
                new Answer(ok ? Answer.DONE : Answer.FAILED, Json.object("ok", ok, "checks", checks), lines));
    }
}
