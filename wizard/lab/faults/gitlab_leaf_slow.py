"""Events wait in a queue before the instance sees them; by then the proxy has forgotten the key of their signature."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="gitlab-leaf-slow",
    layer="state",
    on="gitlab",
    message="Could not be installed on the instance. Error response code 401",
    expect="gitlab-forward-slow",
    rows=("I2",),
    params={"host": "https://gitlab-north.example.com", "delay_s": 320.0},
)
